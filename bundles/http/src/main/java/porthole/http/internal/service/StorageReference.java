// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.service;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.exchange.ServiceAwayException;
import porthole.storage.api.Databases;

/** The storage that is there now, if any. Thread-safe. */
public final class StorageReference implements Supplier<Databases> {
  private final AtomicReference<@Nullable Databases> databases = new AtomicReference<>();

  /** From now on this one. */
  public void bind(Databases service) {
    databases.set(service);
  }

  /** None any more, unless another has been bound meanwhile. */
  public void unbind(Databases service) {
    databases.compareAndSet(service, null);
  }

  /**
   * The one that is there.
   *
   * @throws ServiceAwayException when there is none, as while it is replaced
   */
  @Override
  public Databases get() {
    Databases service = databases.get();
    if (service == null) {
      throw new ServiceAwayException("Storage is being started or replaced. Try again.");
    }
    return service;
  }
}
