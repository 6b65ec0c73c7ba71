import type { Field as Division } from '../../../functions/challenges/rules.ts';
import type { Field } from './types.ts';

/** The division of COFOG 1999 that most problems of a file belong to. */
const usual: Readonly<Record<Field, Division>> = {
  'rescue-safety': '03',
  'health-care': '07',
  'environment-water': '05',
  'housing-buildings': '06',
  'mobility-roads': '04',
  energy: '04',
  'culture-tourism': '08',
  'digital-administration': '01',
  'agriculture-sea': '04',
};

/** Problems of another division: of schools (09), of old, disabled and poor people at home (10), and of safety (03). */
const others: Readonly<Record<string, Division>> = {
  'school-solar-fault': '09',
  'school-room-heating': '09',
  'school-window-fall': '09',
  'school-lab-fume': '09',
  'school-bus-left': '09',
  'gas-meter-elder': '10',
  'pill-dispense-solo': '10',
  'elder-home-threshold': '10',
  'kiosk-low-vision': '10',
  'braille-letter': '10',
  'remote-electrical-safety': '03',
  'ev-charging-fire': '03',
  'cctv-search-lost': '03',
};

/** The division of a challenge of the data set, by its file and its key. */
export const divisionOf = (field: Field, key: string): Division => others[key] ?? usual[field];
