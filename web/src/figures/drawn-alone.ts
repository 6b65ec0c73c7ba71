/** What of an element's look the portal's sheets and tokens decide. */
const looks = [
  'color',
  'fill',
  'fill-opacity',
  'font-family',
  'font-size',
  'font-variant-numeric',
  'font-weight',
  'opacity',
  'stroke',
  'stroke-dasharray',
  'stroke-opacity',
  'stroke-width',
  'text-anchor',
  'white-space',
] as const;

/** For readers that have no Pretendard; the portal's own font goes before. */
const fallbacks = 'system-ui, sans-serif';

/**
 * A drawing of the page as a file of its own: each element has the look that it has on the page, in computed colours and
 * without the page's rules, on the page's ground.
 */
export const drawnAlone = (drawn: SVGSVGElement): string => {
  const copy = drawn.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) throw new TypeError('The copy of a drawing is a drawing');
  const originals = [drawn, ...drawn.querySelectorAll('*')];
  for (const [at, element] of [copy, ...copy.querySelectorAll('*')].entries()) {
    const original = originals[at];
    if (original === undefined) continue;
    const computed = getComputedStyle(original);
    element.removeAttribute('class');
    for (const look of looks) {
      const value = computed.getPropertyValue(look);
      // As attributes, since a style may be forbidden where the file is shown; what has none there is left to its reader.
      if (look === 'font-family') element.setAttribute(look, `${value}, ${fallbacks}`);
      else element.setAttribute(look, value);
    }
  }
  const ground = document.createElementNS(copy.namespaceURI ?? '', 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', getComputedStyle(document.body).backgroundColor);
  copy.prepend(ground);
  return new XMLSerializer().serializeToString(copy);
};
