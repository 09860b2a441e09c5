// Reads the calendar with two unrelated parsers, and compares it with the content. It knows the deadline by heart.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import ICAL from 'ical.js';
import nodeIcal from 'node-ical';

import { sites } from './sites.mjs';
import { check } from './verdict.mjs';

// 5.00pm on Tuesday 23 August 2022 in New Zealand, where it was winter: twelve hours before UTC.
const DEADLINE = '2022-08-23T05:00:00.000Z';

await check('calendar', async (finding) => {
  let count = 0;
  for (const site of sites()) {
    const bytes = readFileSync(join(site.dist, 'calendar.ics'));
    const content = JSON.parse(readFileSync(join(site.dist, 'content/en-NZ.json'), 'utf8'));
    const problem = (text) => finding(`${site.name}: ${text}`);
    checkLines(bytes, problem);
    for (const [parser, events] of [['ical.js', byIcalJs(bytes)], ['node-ical', byNodeIcal(bytes)]]) {
      checkEvents(events, content, (text) => problem(`${parser} finds ${text}`));
      count = events.length;
    }
  }
  return `${count} events by ical.js and node-ical`;
});

/** RFC 5545, 3.1: lines end with CRLF and have 75 octets at most, without cutting a character. */
function checkLines(bytes, problem) {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  if (!text.endsWith('\r\n') || text.replaceAll('\r\n', '').match(/[\r\n]/)) problem('a line ends with something else than CRLF');
  for (const line of bytes.toString('latin1').split('\r\n')) {
    if (line.length > 75) problem(`a line has ${line.length} octets: ${line.slice(0, 40)}…`);
    const isUtf8 = Buffer.from(line, 'latin1').toString('utf8').includes('\uFFFD');
    if (isUtf8) problem(`a line is folded within a character: ${line.slice(0, 40)}…`);
  }
}

/** Each as `{ uid, summary, stamp, moment }`, or with `first` and `last` day for whole days. */
function byIcalJs(bytes) {
  const calendar = new ICAL.Component(ICAL.parse(bytes.toString('utf8')));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const { uid, summary, startDate, endDate } = new ICAL.Event(component);
    const dates = { uid, summary, stamp: component.getFirstPropertyValue('dtstamp') };
    if (!startDate.isDate) return { ...dates, moment: startDate.toJSDate().toISOString() };
    return { ...dates, first: startDate.toString(), last: dayBefore(endDate.toString()) };
  });
}

function byNodeIcal(bytes) {
  const events = Object.values(nodeIcal.sync.parseICS(bytes.toString('utf8'))).filter(({ type }) => type === 'VEVENT');
  return events.map(({ uid, summary, start, end, datetype, dtstamp }) => {
    const dates = { uid, summary: summary.val ?? summary, stamp: dtstamp };
    if (datetype !== 'date') return { ...dates, moment: start.toISOString() };
    // It gives days as midnight where the program runs.
    return { ...dates, first: localDay(start), last: dayBefore(localDay(end)) };
  });
}

function checkEvents(events, content, problem) {
  const sessions = content.sections.flatMap(({ timeline }) => timeline?.sessions ?? []);
  const uids = new Set(events.map(({ uid }) => uid));
  if (uids.size !== events.length || uids.has(undefined)) problem('events without a UID of their own');
  if (events.some(({ stamp }) => !stamp)) problem('an event without DTSTAMP');
  const moments = events.filter(({ moment }) => moment).map(({ moment }) => moment);
  if (moments.join() !== DEADLINE) problem(`the moments ${moments.join(', ')}, and the deadline is ${DEADLINE}`);
  const days = events.filter(({ first }) => first).map(({ first, last }) => `${first} to ${last}`);
  const wanted = sessions.map((session) => `${session.first_day} to ${session.last_day}`);
  if (days.join() !== wanted.join()) problem(`the days ${days.join(', ')}, and the sessions are ${wanted.join(', ')}`);
  if (sessions.length === 0) problem('no session in the content to compare with');
}

/** DTEND of whole days is the first day after. */
function dayBefore(day) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}

function localDay(date) {
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
