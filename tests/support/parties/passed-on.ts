import { playOn, type Scene, type Stage, type Stages, wayTo } from './scene.ts';
import { see, waitFor } from './play.ts';

/** Stages for many tests in which each plays on what another has left where it can. */
export interface PassingStages extends Stages {
  /** Leaves a scene to whoever needs one that stands where it does, or further on. */
  readonly leave: (scene: Scene) => Promise<void>;
}

/** Of what was left, the scene that is furthest on the way is taken, once; a new one is made where there is none. */
export function passingOn(stages: Stages): PassingStages {
  const left = new Map<Scene, Stage>();
  return {
    ...stages,
    at: async (stage, profession = 'architect-2') => {
      const way = wayTo(stage);
      const fitting = [...left].filter(([scene, at]) => scene.profession === profession && way.includes(at));
      const [furthest] = fitting.toSorted(([, one], [, other]) => way.indexOf(other) - way.indexOf(one));
      if (furthest === undefined) return await stages.at(stage, profession);
      const [scene, from] = furthest;
      left.delete(scene);
      await waitFor(scene.person, scene.id, from);
      await playOn(from, stage, scene);
      return scene;
    },
    leave: async (scene) => {
      const { state } = await see(scene.person, scene.id);
      const soon = state === 'submitted' ? 'awaiting-employer' : state;
      // Not what moves on by itself, is over, or has been corrected once: a second notice must say why it comes.
      const stage = (['awaiting-correction', ...wayTo('awaiting-decision')] as const).find((each) => each === soon);
      if (stage !== undefined) left.set(scene, stage);
    },
  };
}
