// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.api;

/** What may happen to an index. */
public enum IndexEvent {
  /** It has taken in a batch of changes; queries find them. */
  BATCH_COMPLETED,
  /** It is there now. */
  ADDED,
  /** It has been deleted. */
  REMOVED,
  /** It has not been asked for so long that it follows no changes until it is. */
  DEMOTED_TO_IDLE,
  /** It had rested and follows changes again. */
  PROMOTED_FROM_IDLE,
  /** It was switched off. */
  DEMOTED_TO_DISABLED,
  /** It has failed too often and follows no changes. */
  MARKED_AS_ERRORED,
  /** It has taken the place of the index of its name. */
  SIDE_BY_SIDE_REPLACE,
  /** It follows no changes until it is told to. */
  PAUSED,
  /** Who may change it was set. */
  LOCK_MODE_CHANGED,
  /** How much of the machine it gets was set. */
  PRIORITY_CHANGED
}
