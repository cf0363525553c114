import { matterCodes, matterNames, asks, matterRows } from '../../../domain/catalogue.ts';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { professionCodes, professions } from '../../../domain/professions.ts';
import { ownPage } from '../session/addresses.ts';
import {
  arrivalAddress,
  entranceAddress,
  entranceLinks,
  entranceNames,
  entrances,
  isWanted,
  wantedName,
  wantedOf,
} from './entrances.ts';

const nothing = { profession: null, matter: null };

describe('what somebody came for', () => {
  it.each([
    ['?profession=cost-2', { profession: 'cost-2', matter: null }],
    ['?profession=constructor-2&matter=demo-zone', { profession: 'constructor-2', matter: 'demo-zone' }],
    ['?matter=initial', { profession: null, matter: 'initial' }],
    ['?profession=cost-2&profession=architect-2', { profession: 'cost-2', matter: null }],
    ['?profession=cost-2&returnTo=https%3A%2F%2Fevil.example', { profession: 'cost-2', matter: null }],
    // No such matter of that profession.
    ['?profession=cost-2&matter=demo-zone', { profession: 'cost-2', matter: null }],
    ['?profession=cost-9&matter=initial', { profession: null, matter: 'initial' }],
    ['?profession=__proto__&matter=constructor', nothing],
    ['?profession=COST-2', nothing],
    ['?profession=%E0%A4%A', nothing],
    ['?profession=<script>', nothing],
    ['', nothing],
    ['https://[', nothing],
  ])('is read from %j', (address, expected) => expect(wantedOf(address)).toEqual(expected));

  it('is read from any address without an error, and leads only to pages of this site, with known values alone', () => {
    const known = new Set<string | null>([...professionCodes, ...matterCodes]);
    const pages = ['/employer/work-items.html', '/practitioner/apply.html', '/practitioner/out-of-province-entry.html'];
    const code = fc.oneof(fc.string(), fc.constantFrom(...professionCodes), fc.constantFrom(...matterCodes));
    const query = fc
      .array(fc.tuple(fc.oneof(fc.string(), fc.constantFrom('profession', 'matter', 'returnTo')), code))
      .map((pairs) => `?${new URLSearchParams(pairs).toString()}`);
    fc.assert(
      fc.property(fc.oneof(query, fc.string(), fc.webUrl()), fc.constantFrom(...entranceNames), (address, name) => {
        const arrival = arrivalAddress(name, wantedOf(address));
        expect(ownPage(arrival)).toBe(arrival);
        const url = new URL(arrival, 'https://site.example');
        expect(pages).toContain(url.pathname);
        for (const value of url.searchParams.values()) expect(known).toContain(value);
        expect(wantedOf(arrival)).toEqual(wantedOf(address));
      }),
    );
  });

  it('is an item of the profession and the matter', () => {
    const item = { profession: 'constructor-2', matter: 'initial' } as const;
    expect(isWanted({ profession: 'constructor-2', matter: null }, item)).toBe(true);
    expect(isWanted({ profession: null, matter: 'initial' }, item)).toBe(true);
    expect(isWanted({ profession: 'constructor-2', matter: 'demo-zone' }, item)).toBe(false);
    expect(isWanted({ profession: 'cost-2', matter: 'initial' }, item)).toBe(false);
    expect(isWanted(nothing, item)).toBe(false);
  });

  it('has a name', () => {
    expect(wantedName({ profession: 'constructor-2', matter: 'demo-zone' })).toBe('二级注册建造师长三角示范区注册');
    expect(wantedName({ profession: 'cost-2', matter: null })).toBe('二级注册造价工程师');
    expect(wantedName(nothing)).toBeNull();
  });
});

describe('a way in', () => {
  const pages = path.resolve(import.meta.dirname, '../pages');

  it.each(entranceNames)('%s carries every row of the catalogue to the page where it is done', (name) => {
    for (const { profession, matter, effect } of matterRows) {
      const wanted = { profession, matter };
      expect(wantedOf(entranceAddress(name, wanted))).toEqual(wanted);
      const { pathname, search } = new URL(arrivalAddress(name, wanted), 'https://site.example');
      expect(wantedOf(search)).toEqual(wanted);
      expect(existsSync(path.join(pages, pathname.replace('.html', '.astro')))).toBe(true);
      const practitionerPage = asks(effect, 'entry') ? 'out-of-province-entry' : 'apply';
      expect(pathname).toBe(
        entrances[name].party === 'person' ? `/practitioner/${practitionerPage}.html` : '/employer/work-items.html',
      );
    }
  });

  it('stands in the document for the operators of the sites that link here, with every code that an address may carry', () => {
    const document = readFileSync(path.resolve(import.meta.dirname, '../../../docs/entrances.md'), 'utf8');
    for (const name of entranceNames) {
      expect(document).toContain(entrances[name].site);
      expect(document).toContain(entrances[name].menu.join(' → '));
      for (const { wanted, address } of entranceLinks(name)) {
        const profession = wanted.profession === null ? '' : professions[wanted.profession].name;
        expect(document).toMatch(new RegExp(`\\| ${profession}[^\\n]*\`${address.replace(/[.?]/g, '\\$&')}\``));
      }
    }
    for (const { profession, matter } of matterRows) {
      expect(document).toMatch(new RegExp(`${matterNames[matter]} +\\| \`matter=${matter}\`[^\\n]*${profession}`));
    }
    const links = entranceNames.flatMap((name) => entranceLinks(name).map(({ address }) => address));
    const written = [...document.matchAll(/`(\/entrance\/[^`]+)`/g)].map(([, address]) => address ?? '');
    expect(written.filter((address) => !links.includes(address) && !address.includes('matter='))).toEqual([]);
  });
});
