// SPDX-License-Identifier: Apache-2.0
package porthole.testing.storage;

import porthole.storage.api.engine.StorageEngine;

class MemoryEngineTest extends StorageEngineContract {
  private final MemoryEngine engine = new MemoryEngine();

  @Override
  protected StorageEngine engine() {
    return engine;
  }
}
