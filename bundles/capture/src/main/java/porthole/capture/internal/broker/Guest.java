// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.broker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * A service of another bundle, which may hang, fail or go away at any time.
 *
 * @param <S> the service's type
 */
public final class Guest<S> {
  private final S service;
  private final String name;
  private final String bundle;
  final CompletableFuture<Void> gone = new CompletableFuture<>();

  /** Whose turn it is to call it: one at a time. */
  final Semaphore turn = new Semaphore(1);

  /**
   * A guest that is there.
   *
   * @param name what the operator knows it by
   * @param bundle symbolic name and version of its bundle
   */
  public Guest(S service, String name, String bundle) {
    this.service = service;
    this.name = name;
    this.bundle = bundle;
  }

  S service() {
    return service;
  }

  /** What the operator knows it by. */
  public String name() {
    return name;
  }

  String bundle() {
    return bundle;
  }

  /** It has gone: calls that wait for it end now. */
  void leave() {
    gone.complete(null);
  }
}
