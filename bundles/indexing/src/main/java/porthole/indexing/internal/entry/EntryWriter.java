// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.entry;

import java.io.IOException;
import java.util.Set;
import porthole.storage.api.Change;

/** Does to the entries of an index what changes of documents ask for. For one thread at a time. */
public interface EntryWriter {

  /** The time that work may take, and what is shown of it. */
  interface Work {
    /** Whether it may go on. */
    boolean hasTime();

    /** What it is at now. */
    void at(String what);
  }

  /** Takes in a change; changes that came before may be taken in again. */
  void change(Change change) throws IOException;

  /**
   * Does what follows from the changes taken in, or a part of it. Until all is done, nothing of it
   * may be seen or committed.
   *
   * @return whether all is done
   */
  boolean settle(Work work) throws IOException;

  /** Collections whose changes it has to be given besides those that the index is of. */
  Set<String> referenced();
}
