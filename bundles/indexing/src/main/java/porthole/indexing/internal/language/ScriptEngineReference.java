// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.language;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.script.api.ScriptEngine;

/** The engine for JavaScript that is there now. Thread-safe. */
public final class ScriptEngineReference implements Supplier<Optional<ScriptEngine>> {
  private final AtomicReference<@Nullable ScriptEngine> engine = new AtomicReference<>();

  /** From now on it is that one. */
  public void bind(ScriptEngine service) {
    engine.set(service);
  }

  /** It is there no more, unless another has been bound meanwhile. */
  public void unbind(ScriptEngine service) {
    engine.compareAndSet(service, null);
  }

  @Override
  public Optional<ScriptEngine> get() {
    return Optional.ofNullable(engine.get());
  }
}
