import { expect, it } from 'vitest';
import { isRecommended } from './browser.ts';

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';

it.each([
  ['Chrome', `${windows} ${webkit} Chrome/141.0.0.0 Safari/537.36`, true],
  ['the first version that will do', `${windows} ${webkit} Chrome/105.0.0.0 Safari/537.36`, true],
  ['the last that will not', `${windows} ${webkit} Chrome/104.0.0.0 Safari/537.36`, false],
  ['Edge, built on Chrome', `${windows} ${webkit} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0`, true],
  ['an old browser built on Chrome', `${windows} ${webkit} Chrome/69.0.3497.100 Safari/537.36`, false],
  ['Internet Explorer', 'Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko', false],
  ['Firefox', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', false],
  ['nothing', '', false],
])('%s', (_name, userAgent, expected) => expect(isRecommended(userAgent)).toBe(expected));
