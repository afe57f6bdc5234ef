// SPDX-License-Identifier: Apache-2.0
package porthole.storage.api;

/** Where a database is in its life. */
public enum DatabaseState {
  /** There is no such database. */
  ABSENT,
  /** It exists; no files are open. */
  UNLOADED,
  /** It is being opened. */
  LOADING,
  /** It serves. */
  LOADED,
  /** It waits for work in flight and closes its files. */
  UNLOADING,
  /** An operator has switched it off. */
  DISABLED,
  /** It could not be loaded, or failed while it served. */
  FAILED
}
