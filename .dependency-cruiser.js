// Which folder may import which (docs/architecture.md). Tests may look at more, but nothing imports a test.
const sources = '^(domain|api|functions|infra|local|operations|site/src|tests)/';
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to: { path: sources, pathNot: allowed },
});
const party = '^functions/(practitioner|employer|department|public)/';
// The rooms that every party may use: what the platform, the records, the register and a case are.
const core = 'functions/(platform|records|register|cases)';

export default {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-test-imported',
      severity: 'error',
      from: { pathNot: '\\.test\\.tsx?$' },
      to: { path: '\\.test\\.tsx?$' },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(astro:|virtual:|aws-lambda$)' },
    },
    {
      name: 'no-undeclared-package',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dev-package-in-functions',
      severity: 'error',
      from: { path: '^functions/', pathNot: '\\.test\\.tsx?$|test-table\\.ts$|sample-contents\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], pathNot: '@types/' },
    },
    only('domain-is-pure', '^domain/', '^domain/', 'domain imports no other folder'),
    {
      name: 'domain-without-io',
      severity: 'error',
      from: { path: '^domain/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    only('api-on-domain', '^api/', '^(api|domain)/', 'the contract knows zod and domain'),
    only('platform', '^functions/platform/', '^(functions/platform|api|domain)/', 'platform is below everything'),
    only(
      'records',
      '^functions/records/',
      '^(functions/(records|platform)|api|domain)/',
      'records know the table only',
    ),
    only('register', '^functions/register/', '^(functions/(register|records|platform)|api|domain)/', 'the register'),
    only('cases', '^functions/cases/', `^(${core}|api|domain)/`, 'cases are below the parties'),
    only(
      'missing-page',
      '^functions/missing-page/',
      '^functions/missing-page/',
      'what answers for absent pages knows nothing else',
    ),
    only('documents', '^functions/documents/', `^(functions/documents|${core}|api|domain)/`, 'documents'),
    {
      name: 'no-other-party',
      comment: 'a party or the workflow imports api, domain, what every party may use, documents and itself',
      severity: 'error',
      from: { path: `${party}|^functions/(workflow)/`, pathNot: '\\.test\\.ts$' },
      to: { path: sources, pathNot: `^(functions/documents|functions/$1|${core}|api|domain)/` },
    },
    {
      name: 'jobs',
      comment: 'a job repeats the use cases of the department for many',
      severity: 'error',
      from: { path: '^functions/jobs/', pathNot: '\\.test\\.ts$' },
      to: { path: sources, pathNot: `^(functions/(jobs|department)|${core}|api|domain)/` },
    },
    {
      name: 'consumers',
      comment: 'a consumer of the stream, the clock or uploads has its room; the dispatch writes messages',
      severity: 'error',
      from: {
        path: '^functions/(dispatch|messages|reminders|inspection|objects|projection|figures|watch|case-watch)/',
        pathNot: '\\.test\\.ts$',
      },
      to: { path: sources, pathNot: `^(functions/$1|functions/messages|${core}|api|domain)/` },
    },
    {
      name: 'aws-only-in-platform',
      comment: 'parties reach AWS through platform only',
      severity: 'error',
      from: { path: '^functions/(practitioner|employer|department|public)/', pathNot: '\\.test\\.ts$' },
      to: { path: 'node_modules/(@aws-sdk|@smithy)/' },
    },
    only('site', '^site/src/', '^(site/src|api|domain)/', 'the site knows the contract and domain'),
    {
      name: 'site-without-schemas',
      comment: 'zod in a page costs more than the page',
      severity: 'error',
      from: { path: '^site/src/', pathNot: '\\.test\\.tsx?$' },
      to: { path: 'node_modules/zod/', dependencyTypesNot: ['type-only'] },
    },
    only(
      'infra',
      '^infra/',
      '^(infra|api|domain)/|^functions/documents/assets\\.ts$',
      'infra names entry points by path',
    ),
    {
      name: 'constructs-below-stacks',
      comment: 'a construct is told what it needs; it never looks into a stack',
      severity: 'error',
      from: { path: '^infra/constructs/' },
      to: { path: '^infra/(stacks/|product\\.ts$)' },
    },
    only('local', '^local/', '^local/', 'the local cloud knows the assembly, never the product'),
    only('local-ground', '^local/ground/', '^local/ground/', 'what services share knows none of them'),
    only('local-assembly', '^local/assembly/', '^local/(assembly|ground)/', 'reading a template knows no service'),
    only('local-services', '^local/services/', '^local/(services|assembly|ground)/', 'services know no command'),
    {
      name: 'local-service-alone',
      comment: 'a service is handed the others; of their code it knows the types only',
      severity: 'error',
      from: { path: '^local/services/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^local/services/[^/]+/', pathNot: '^local/services/$1/', dependencyTypesNot: ['type-only'] },
    },
    only(
      'rebuild',
      '^operations/rebuild/',
      `^(operations|api|domain)/|^functions/(projection|workflow)/|^${core}/|^local/command/target\\.ts$`,
      'what is rebuilt is written by the functions that write it',
    ),
    only(
      'operations',
      '^operations/(?!rebuild/)',
      '^(operations|api|domain)/|^local/command/target\\.ts$',
      'operations use the API',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(cdk\\.out|site/dist|site/\\.astro|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
