/**
 * The fields of public problems: the ten divisions of the United Nations’ Classification of the Functions of Government
 * (COFOG 1999), by their codes. 01 general public services, 02 defence, 03 public order and safety, 04 economic affairs,
 * 05 environmental protection, 06 housing and community amenities, 07 health, 08 recreation, culture and religion,
 * 09 education, 10 social protection.
 */
export const fields = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'] as const;
export type Field = (typeof fields)[number];
