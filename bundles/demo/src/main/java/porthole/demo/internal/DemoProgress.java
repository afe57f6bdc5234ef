// SPDX-License-Identifier: Apache-2.0
package porthole.demo.internal;

/**
 * How far the load has come.
 *
 * @param state where it is
 * @param next how many documents are surely stored; the load goes on after them
 */
record DemoProgress(State state, long next) {

  static final DemoProgress NOTHING = new DemoProgress(State.NOTHING, 0);

  /** The steps, in their order; only ever forward. */
  enum State {
    /** No start has looked yet. */
    NOTHING,
    /** The database is about to be created; it may exist. */
    CREATING,
    /** The database was created; if it is not there, somebody has deleted it. */
    LOADING,
    /** Complete, deleted, or not ours: never to be touched again. */
    DONE
  }
}
