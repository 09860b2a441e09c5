// What must be so once the network is well again and everything was sent, whatever failed before. It judges notes; it drives nothing.

/** Each finding is a sentence; there should be none. `words` are those that the person wrote, each once in all the world. */
export function judge({ words, posts, rows, held, claims }) {
  const of = (row) => row.answers['international-cooperation'] ?? '';
  const having = (word, list) => list.filter((row) => of(row).includes(word));
  const counting = rows.filter(({ counts }) => counts);
  const references = new Map(rows.map((row) => [row.reference, row]));
  return [
    ...bodies(posts).filter(([, { size }]) => size > 1).map(([id, bodies]) => `the id ${id} carried ${bodies.size} bodies:\n${[...bodies].join('\n')}`),
    ...(rows.length === held.size ? [] : [`${rows.length} rows, and ${held.size} ids that have one`]),
    ...(references.size === rows.length ? [] : ['two rows have one reference']),
    ...claims.filter(({ isTrue }) => !isTrue).map(({ reference }) => `the page said that ${reference ?? 'it'} was received, and it was not`),
    ...claims.filter(({ reference, words: shown }) => shown && !shown.includes(of(references.get(reference) ?? { answers: {} })))
      .map(({ reference }) => `the receipt ${reference} shows other words than were stored`),
    ...claims.filter(({ reference }) => reference && !references.has(reference)).map(({ reference }) => `${reference}, which the page said was received, is gone`),
    ...words.filter((word) => having(word, rows).length === 0).map((word) => `“${word}” is lost`),
    ...words.filter((word) => having(word, counting).length > 1).map((word) => `“${word}” counts ${having(word, counting).length} times`),
    ...words.filter((word) => having(word, rows).length > 0 && having(word, counting).length === 0).map((word) => `“${word}” is stored, and does not count`),
  ];
}

/** The bodies that each id carried. */
function bodies(posts) {
  const ids = new Map(posts.map(({ id }) => [id, new Set()]));
  posts.forEach(({ id, body }) => ids.get(id).add(body));
  return [...ids];
}
