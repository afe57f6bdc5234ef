// SPDX-License-Identifier: Apache-2.0
package porthole.storage.api;

import java.util.ArrayList;
import java.util.List;

/** What can be said of a database at any time, whether it is loaded or not. */
public class DatabaseInfo {
  /** The name, in the letter case it was created with. */
  public String name = "";

  /** Where it is in its life. */
  public DatabaseState state = DatabaseState.UNLOADED;

  /** Why it failed, or empty. */
  public String failure = "";

  /** The steps of the load that runs, or of the last one that failed; each begins with its time. */
  public List<String> loadLog = new ArrayList<>();

  /** Documents as of now when loaded, else as of the last unload; -1 when that is not known. */
  public long documents = -1;
}
