// Chance that a seed repeats: the same seed, the same decisions. It knows nothing of what is decided.

/** Decisions of one seed, a whole number. Another `purpose` decides apart from it, so that neither shifts the other's. */
export function chanceOf(seed, purpose = '') {
  let state = [...`${seed} ${purpose}`].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16777619), 2166136261);
  // Mulberry32, in the public domain.
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit) => Math.floor(random() * limit);
  return {
    /** A whole number from `least` to `most`. */
    from: (least, most) => least + below(most - least + 1),
    /** One of a list. */
    of: (list) => list[below(list.length)],
    /** One of a list of objects, as often as its `weight` says. */
    weighed: (list) => {
      let left = random() * list.reduce((sum, { weight }) => sum + weight, 0);
      return list.find(({ weight }) => (left -= weight) < 0) ?? list.at(-1);
    },
  };
}
