import { amendmentForm, amendmentLetter } from './amendment-papers.ts';
import { type Application, rowOf } from './application.ts';
import { applicationForm, commitmentLetter, type DocumentContent } from './documents.ts';
import { entryForm, entryLetter } from './entry-papers.ts';

/** The form of an application: to be registered, to have a qualification entered, or about a registration. */
export function formOf(application: Application): DocumentContent {
  switch (rowOf(application).effect) {
    case 'registration':
      return applicationForm(application);
    case 'qualification':
      return entryForm(application);
    case 'renewal':
    case 'employer-change':
    case 'personal-change':
    case 'addition':
    case 'cancellation':
      return amendmentForm(application);
  }
}

/** The commitment letter that belongs to the form. */
export function letterOf(application: Application): DocumentContent {
  switch (rowOf(application).effect) {
    case 'registration':
      return commitmentLetter(application);
    case 'qualification':
      return entryLetter(application);
    case 'renewal':
    case 'employer-change':
    case 'personal-change':
    case 'addition':
    case 'cancellation':
      return amendmentLetter(application);
  }
}
