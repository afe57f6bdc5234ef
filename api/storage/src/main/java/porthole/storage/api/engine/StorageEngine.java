// SPDX-License-Identifier: Apache-2.0
package porthole.storage.api.engine;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** Opens environments. Published as a service with the property {@link #NAME}. Thread-safe. */
@ProviderType
public interface StorageEngine {

  /** Service property: the engine's name, such as {@code "rocksdb"}. */
  String NAME = "porthole.storage.engine";

  /**
   * A file of this name in an environment's directory says that an operator accepts to go on
   * without what has been lost. An engine only looks whether it is there; whoever opens the
   * environment deletes it afterwards.
   */
  String ACCEPT_LOSS = "accept-loss";

  /**
   * Opens an environment, makes it if it is not there, and recovers it after a crash.
   *
   * @param name what it is called in messages and metrics
   * @param directory a directory that is this environment's alone; an engine that keeps its data
   *     elsewhere keeps there what it needs to find it again
   * @throws EngineException.InUse when another process or environment has it open
   * @throws EngineException.Corrupt when what is there cannot be read, or lacks something that was
   *     committed and nobody has accepted that; nothing has been changed then
   * @throws EngineException.NoSpace when there is no room to open it
   */
  Environment open(String name, Path directory);
}
