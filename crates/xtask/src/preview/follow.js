// Shows the page anew once it is another one. A draft is kept by the page itself.
const { dataset } = document.getElementById('xtask-preview');
setInterval(async () => {
  try {
    const answer = await fetch('/preview.txt', { cache: 'no-store' });
    if (answer.ok && await answer.text() !== dataset.state) location.reload();
  } catch {
    // The preview has ended, or is starting again.
  }
}, 500);
