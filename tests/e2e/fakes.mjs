// The services that take what people send, as small servers that behave as each is known to, quirks included. They keep what
// they took, and know nothing of the page.
import { once } from 'node:events';
import { createServer } from 'node:http';

const JSON_TYPE = 'application/json';
const essence = (type = '') => type.split(';')[0].trim();

/** The parts of a multipart body, by the boundary that its type states. */
function parts(type, body) {
  const boundary = type.match(/boundary=(.+)$/)[1];
  return body.split(`--${boundary}`).slice(1, -1).map((part) => {
    const [, name, value] = part.match(/^\r\nContent-Disposition: form-data; name="([^"]*)"\r\n\r\n([\s\S]*)\r\n$/);
    return [name, value];
  });
}

/** What a body says, by its type, as those services read it: of a name that is there twice, the last. */
function read(type, body) {
  switch (essence(type)) {
    case JSON_TYPE: return JSON.parse(body);
    case 'application/x-www-form-urlencoded': return Object.fromEntries(new URLSearchParams(body));
    case 'multipart/form-data': return Object.fromEntries(parts(type, body));
    default: return undefined;
  }
}

const json = (answer, status, value, headers = {}) => answer.writeHead(status, { 'content-type': JSON_TYPE, ...headers }).end(JSON.stringify(value));
const page = (answer, status, words) => answer.writeHead(status, { 'content-type': 'text/html' }).end(`<!doctype html><title>${words}</title>`);
const anyOrigin = (answer, headers = 'accept, content-type') => {
  answer.setHeader('access-control-allow-origin', '*');
  answer.setHeader('access-control-allow-headers', headers);
};

// Each answers a post; `wanted` are the fields it asks for, `keep` takes what it stores. `preflight` answers OPTIONS, where it can;
// `unwilling` is its own way not to take what is right.
export const SERVICES = {
  // Same origin. JSON is not supported; a form or a field that the built HTML did not have is lost without a word.
  'netlify-forms': {
    post: ({ type, said, built }, answer, keep) => {
      if (![...['application/x-www-form-urlencoded', 'multipart/form-data']].includes(essence(type))) return page(answer, 415, 'No');
      const fields = built(said['form-name']);
      if (!fields) return page(answer, 404, 'Page not found');
      keep(Object.fromEntries(Object.entries(said).filter(([name]) => name === 'form-name' || fields.includes(name))));
      page(answer, 200, 'Thank you');
    },
    // What it takes for spam goes to another list, and is thanked.
    unwilling: (answer) => page(answer, 200, 'Thank you'),
  },
  // Refuses who does not say where they come from; what fills in `_gotcha` is dropped and thanked.
  formspree: {
    preflight: anyOrigin,
    post: ({ headers, said, wanted }, answer, keep) => {
      anyOrigin(answer);
      if (!headers.referer) return json(answer, 403, { error: 'To submit this form, open it from a web page' });
      if (headers.accept !== JSON_TYPE) return page(answer, 302, 'Thanks');
      const missing = wanted(said);
      if (missing) return json(answer, 422, { error: 'Validation errors', errors: [{ code: 'REQUIRED_FIELD_EMPTY', field: missing, message: 'This field is required' }] });
      if (!said._gotcha) keep(said);
      json(answer, 200, { ok: true, next: 'https://formspree.io/thanks' });
    },
    // 20 posts a minute, whoever they are from.
    unwilling: (answer) => {
      anyOrigin(answer);
      json(answer, 429, { error: 'Too many requests' });
    },
  },
  // With `redirect`, it takes what is right, and answers by a redirect that no script may follow.
  web3forms: {
    preflight: anyOrigin,
    post: ({ said, wanted }, answer, keep) => {
      anyOrigin(answer);
      if (said.access_key !== 'a-key') return json(answer, 400, { success: false, message: 'Invalid access key' });
      if (wanted(said)) return json(answer, 400, { success: false, message: 'A field is missing' });
      keep(said);
      if (said.redirect) return answer.writeHead(301, { location: said.redirect }).end();
      json(answer, 200, { success: true, message: 'Email sent', body: {} });
    },
  },
  // Thanks with a page where nobody asks for JSON; what fills in `_gotcha` is dropped and thanked.
  getform: {
    preflight: anyOrigin,
    post: ({ headers, type, said, wanted }, answer, keep) => {
      anyOrigin(answer);
      if (essence(type) !== 'multipart/form-data') return json(answer, 415, {});
      if (wanted(said)) return json(answer, 422, { success: false });
      if (!said._gotcha) keep(said);
      if (headers.accept !== JSON_TYPE) return page(answer, 200, 'Thank you');
      json(answer, 200, { success: true });
    },
  },
  basin: {
    preflight: anyOrigin,
    post: ({ said, wanted }, answer, keep) => {
      anyOrigin(answer);
      if (wanted(said)) return json(answer, 422, { error: 'A field is missing' });
      if (!said._gotcha) keep(said);
      json(answer, 200, { success: true, id: 1 });
    },
  },
  // Same origin; only a form with the hidden name is taken by the function, anything else gets the page.
  'cloudflare-pages': {
    post: ({ type, said, wanted }, answer, keep) => {
      if (essence(type) !== 'multipart/form-data' || !said['static-form-name']) return page(answer, 200, 'The page itself');
      const missing = wanted(said);
      if (missing) return json(answer, 422, { ok: false, errors: { [missing]: 'This is missing' } });
      keep(said);
      json(answer, 200, { ok: true, reference: 'CF-1' });
    },
  },
  ...Object.fromEntries(['cloudflare-worker', 'aws-lambda-url', 'azure-functions'].map((name) => [name, {
    // Whoever writes it has to answer OPTIONS; same-origin functions of Azure need not.
    preflight: anyOrigin,
    post: ({ type, said, wanted }, answer, keep) => {
      anyOrigin(answer);
      if (essence(type) !== JSON_TYPE) return json(answer, 415, { ok: false });
      const missing = wanted(said);
      if (missing) return json(answer, 400, { ok: false, errors: { [missing]: 'This is missing' } });
      keep(said);
      json(answer, 201, { ok: true, reference: `${name}-1` });
    },
    // As a host answers what is too large before any function runs.
    unwilling: (answer) => {
      anyOrigin(answer);
      json(answer, 413, { message: 'Request Entity Too Large' });
    },
  }])),
  // Answers no OPTIONS and lets no page read its answer: 202 and nothing.
  'power-automate': {
    post: ({ type, body }, answer, keep) => {
      if (essence(type) === 'text/plain') keep(JSON.parse(body));
      answer.writeHead(essence(type) === 'text/plain' ? 202 : 400).end();
    },
  },
  // Answers no OPTIONS; redirects to another host, whose answer is 200 whatever happened.
  'google-apps-script': {
    post: ({ type, body, wanted, elsewhere }, answer, keep) => {
      if (essence(type) !== 'text/plain') return page(answer, 405, 'No');
      const said = JSON.parse(body);
      const missing = wanted(said);
      if (!missing) keep(said);
      const result = missing ? { ok: false, errors: { [missing]: 'This is missing' } } : { ok: true, reference: 'row 2' };
      answer.writeHead(302, { 'access-control-allow-origin': '*', location: elsewhere(result) }).end();
    },
    // A script that breaks off: a page that no other website may read.
    unwilling: (answer) => page(answer, 200, 'Error'),
  },
  // Errors come with 200.
  'drupal-webform-rest': {
    preflight: anyOrigin,
    post: ({ type, said, wanted }, answer, keep) => {
      anyOrigin(answer);
      if (essence(type) !== JSON_TYPE || said.webform_id !== 'have_your_say') return json(answer, 500, { message: 'Invalid webform_id value.' });
      const missing = wanted(said);
      if (missing) return json(answer, 200, { error: { [missing]: '<em>Name</em> field is required.' } });
      keep(said);
      json(answer, 200, { sid: '4711' });
    },
  },
  // A deployer's own, which docs/endpoints.md describes: it stores what has the same id once only.
  described: {
    preflight: anyOrigin,
    post: ({ said, stored }, answer, keep) => {
      anyOrigin(answer);
      const place = () => stored.findIndex(({ id }) => id === said.id) + 1;
      if (!place()) keep(said);
      json(answer, 201, { data: { id: `intake-${place()}` } });
    },
  },
};

/** Starts one. `built` tells the fields that the built HTML has for a form of that name. */
export async function startService(name, built = () => undefined) {
  const { preflight, post, unwilling } = SERVICES[name];
  const stored = [];
  const bodies = [];
  const asItIs = (arrived) => arrived;
  let changed = asItIs;
  let fault;
  let missing;
  const listen = async (serve) => {
    const server = createServer(serve).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  const results = await listen((request, answer) => {
    const { searchParams } = new URL(request.url, 'http://localhost');
    answer.writeHead(200, { 'content-type': 'text/plain', 'access-control-allow-origin': '*' }).end(searchParams.get('said'));
  });
  const resultsAt = `http://localhost:${results.address().port}`;
  const elsewhere = (result) => `${resultsAt}/?said=${encodeURIComponent(JSON.stringify(result))}`;
  const serve = async (request, answer) => {
    if (request.method === 'OPTIONS') {
      preflight?.(answer);
      return answer.writeHead(preflight ? 204 : 405).end();
    }
    const body = (await request.setEncoding('utf8').toArray()).join('');
    bodies.push(body);
    const type = request.headers['content-type'];
    const said = read(type, body);
    const keep = (what = said) => stored.push(what);
    if (fault) return fault(answer, anyOrigin, keep);
    const wanted = (of) => (missing && !of[missing] ? missing : undefined);
    post(changed({ headers: request.headers, type, body, said, stored, built, wanted, elsewhere }), answer, keep);
  };
  const server = await listen(serve);
  return {
    url: `http://127.0.0.1:${server.address().port}/f/1`,
    resultsAt,
    serve,
    stored,
    bodies,
    // The service asks for a field that the page does not.
    ask: (field) => { missing = field; },
    // What arrives is not what was sent, or what was built is not what is there.
    change: (how) => { changed = how; },
    answerWith: (next) => { fault = next; },
    beUnwilling: () => { fault = unwilling; },
    /** As if it had just started. */
    forget: () => {
      [fault, missing] = [];
      changed = asItIs;
      stored.length = bodies.length = 0;
    },
    stop: () => [server, results].forEach((one) => { one.closeAllConnections(); one.close(); }),
  };
}
