// Speaks to endpoints of other makers: how the body of a post is written for one, and what its answer means in this page's own
// terms. Pure: it may not send, wait or keep anything. `service` is a description of config.json with its preset filled in.
// The same body is always written by the same bytes, so that trying again sends them once more.

const STATUSES = [200, 201, 202];
// In place of a status: the service has taken it, and gives no receipt. The text is what it calls it.
const ACCEPTED = 1;

const parsed = (text) => { try { return JSON.parse(text); } catch { return undefined; } };
const at = (json, path) => path?.split('.').reduce((value, name) => value?.[name], json);
const inWords = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

// Names and values, as far as lists go by the service's rule.
const named = ({ names = {}, lists }, values, listed) => Object.entries(values).flatMap(([id, value]) => {
  const name = names[id] ?? id;
  if (!Array.isArray(value)) return [[name, value]];
  return lists === 'joined' ? [[name, value.join('\n')]] : listed(name, value);
});

const asObject = (service, { answers = {}, ...about }) => {
  const object = (values) => Object.fromEntries(named(service, values, (name, list) => [[name, list]]));
  const nested = (service.nest?.split('.') ?? []).reduceRight((inner, name) => ({ [name]: inner }), object(answers));
  return { ...service.fields, ...(service.honeypot && { [service.honeypot]: '' }), ...object(about), ...nested };
};

const asPairs = (service, { answers = {}, ...about }) => {
  const listed = (name, list) => (service.lists === 'json' ? [[name, JSON.stringify(list)]] : list.map((one) => [name, one]));
  const first = { ...service.fields, ...(service.honeypot && { [service.honeypot]: '' }) };
  const pairs = [...Object.entries(first), ...named(service, { ...about, ...answers }, listed)];
  return pairs.map(([name, value]) => [name, inWords(value)]);
};

// As the HTML standard escapes names. By hand: a FormData has another boundary each time. This one is as random as the id.
const multipart = (pairs, boundary) => {
  const escaped = (name) => name.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');
  const parts = pairs.map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"\r\n\r\n${value}\r\n`);
  return `${parts.join('')}--${boundary}--\r\n`;
};

// The headers and the body of a post, for the body that this page's own protocol has.
export const encode = (service, text) => {
  const body = JSON.parse(text);
  const boundary = `have-your-say-${body.id}`;
  const [type, written] = {
    json: () => ['application/json', JSON.stringify(asObject(service, body))],
    // A browser asks nobody whether it may send text.
    json_as_text: () => ['text/plain;charset=UTF-8', JSON.stringify(asObject(service, body))],
    urlencoded: () => ['application/x-www-form-urlencoded;charset=UTF-8', new URLSearchParams(asPairs(service, body)).toString()],
    multipart: () => [`multipart/form-data; boundary=${boundary}`, multipart(asPairs(service, body), boundary)],
  }[service.encoding]();
  return { headers: { accept: 'application/json', ...service.headers, 'content-type': type }, body: written };
};

// The problems that the service found with answers to questions that the page asks.
const problems = ({ errors, names = {} }, json, isAsked) => {
  const list = at(json, errors?.list);
  if (!list || typeof list !== 'object') return [];
  const found = Array.isArray(list) ? list.map((one) => [at(one, errors.field), at(one, errors.message)]) : Object.entries(list);
  const question = (name) => Object.keys(names).find((id) => names[id] === name) ?? name;
  const said = (detail) => [detail].flat().filter(Boolean).map(inWords).join(' ').replace(/<[^>]*>/g, '');
  return found.map(([name, detail]) => [question(name), said(detail)]).filter(([id, detail]) => isAsked(id) && detail);
};

const meant = (status, text = '', type = '') => ({ status, type, text });

// The service's own no, which has a name so.
const refused = (status, errors = []) => meant(status, JSON.stringify({ type: 'no', errors }), 'application/problem+json');

const refusal = (found) => refused(422, found.map(([id, detail]) => ({ pointer: `#/answers/${id}`, detail })));

// Of what is not JSON nobody knows who says it.
const no = (status, json) => (json === undefined ? meant(status) : refused(status));

const isRight = (value, expected) => (expected === undefined ? Boolean(value) : value === expected);

// What an answer means: a status, type and text as this page's own protocol has them. A success that is not known by what the
// description says is none: a web page may be that of a network's sign-in, and then nobody knows.
export const judge = (service, { status, text, isOpaque }, isAsked) => {
  const { success = {}, errors } = service;
  if (isOpaque) return meant(ACCEPTED);
  const json = parsed(text);
  const found = status < 500 ? problems(service, json, isAsked) : [];
  if (found.length) return refusal(found);
  if (!(success.statuses ?? STATUSES).includes(status)) {
    if (status < 400 || status >= 500) return meant(status < 400 ? 200 : status);
    return no(status, json);
  }
  const value = at(json, success.path);
  const isTaken = success.path ? isRight(value, success.is) : success.page || !/^\s*</.test(text);
  if (isTaken) return meant(ACCEPTED, inWords(at(json, service.reference) ?? ''));
  // The service says itself that it has not.
  return (value ?? at(json, errors?.list)) === undefined ? meant(200) : no(400, json);
};
