// Copies words to the clipboard or into a file on the person's device. It keeps nothing, and may not know what they say.

// How long a file's address leads to it, in ms: whoever is asked where to save takes a while.
const KEPT = 600_000;

export const copying = {
  // Reports whether it worked. Without a secure connection browsers have no clipboard.
  copy: async (words, report) => {
    try {
      await navigator.clipboard.writeText(words);
      report(true);
    } catch {
      report(false);
    }
  },
  // Offers words as a file of that media type.
  save: (words, type, name) => {
    try {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([words], { type: `${type};charset=utf-8` }));
      link.download = name;
      link.click();
      // Some browsers read it only after this returns.
      setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
    } catch (error) {
      console.error(error);
    }
  },
};
