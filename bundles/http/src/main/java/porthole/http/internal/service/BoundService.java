// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.service;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.exchange.ServiceAwayException;

/** The service that is there now, if any. Thread-safe. */
public final class BoundService<T> implements Supplier<T> {
  private final String name;
  private final AtomicReference<@Nullable T> bound = new AtomicReference<>();

  /**
   * None so far.
   *
   * @param name such as "Storage"
   */
  public BoundService(String name) {
    this.name = name;
  }

  /** From now on this one. */
  public void bind(T service) {
    bound.set(service);
  }

  /** None any more, unless another has been bound meanwhile. */
  public void unbind(T service) {
    bound.compareAndSet(service, null);
  }

  /**
   * The one that is there.
   *
   * @throws ServiceAwayException when there is none, as while it is replaced
   */
  @Override
  public T get() {
    T service = bound.get();
    if (service == null) {
      throw new ServiceAwayException(name + " is being started or replaced. Try again.");
    }
    return service;
  }
}
