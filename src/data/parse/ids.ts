/** Ids of columns from the names in a file. */

/** Letters, digits and underscores; each once. A name that is an id already stays as it is. */
export function columnIds(names: readonly string[]): string[] {
  const taken = new Set<string>();
  /** Where to go on counting for a name that comes again. */
  const next = new Map<string, number>();
  return names.map((name, j) => {
    const plain = name
      .replaceAll('ß', 'ss')
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .replaceAll(/[^A-Za-z0-9]+/gu, '_')
      .replaceAll(/^_+|_+$/gu, '')
      .slice(0, 60);
    const isId = /^\w{1,60}$/u.test(name) && name !== '__proto__';
    const base = isId ? name : plain === '' ? `column_${j + 1}` : plain;
    let id = base;
    let k = next.get(base) ?? 2;
    for (; taken.has(id); k += 1) id = `${base}_${k}`;
    next.set(base, k);
    taken.add(id);
    return id;
  });
}
