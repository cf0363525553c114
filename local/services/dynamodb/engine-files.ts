/** Path of the engine's database inside the data folder. */
export const engineDatabase = 'dynamodb/tables.db';
/** Path of the engine's pid file inside the data folder; `--reset` keeps it, so that an engine left running is found. */
export const enginePidFile = 'engine.pid';
