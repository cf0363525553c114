/** Makes a queue within this process: what is handed to it is carried out one after another, each answering its own caller. */
export function inTurn(): <Value>(act: () => Promise<Value>) => Promise<Value> {
  let turn: Promise<unknown> = Promise.resolve();
  return (act) => {
    const mine = turn.then(act, act);
    turn = mine.catch(() => undefined);
    return mine;
  };
}
