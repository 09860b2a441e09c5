// The settings and the content as somebody would publish them after the build. It may not touch the page, and needs nothing
// but a page of Playwright's, so that the audit can use it too.

/** The page's settings with another moment to rehearse, or with none: then the page follows the site's clock. */
export function rehearse(page, asOf, siteClock = new Date()) {
  const headers = { date: new Date(siteClock).toUTCString() };
  return answered(page, 'config.json', (config) => ({ ...config, as_of: asOf }), headers);
}

/** A newer revision of the content, which differs by an edit. It is listed, so the page fetches it. */
export async function publish(page, edit) {
  await answered(page, 'content/en-NZ.updates.json', ({ updates }) => {
    const next = { ...updates.at(-1), revision: updates.length + 1, published: '2030-01-01T09:00:00+13:00' };
    return { updates: [...updates, next] };
  });
  await answered(page, 'content/en-NZ.json', async (content) => ({ ...content, revision: content.revision + 1, ...(await edit(content)) }));
}

/** Answers a JSON file with an edit of it. */
function answered(page, file, edit, headers = {}) {
  return page.route(`**/${file}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), ...headers }, json: await edit(await response.json()) });
  });
}
