// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.function.FunctionException;
import porthole.indexing.internal.function.Loader;
import porthole.script.api.HostFunction;
import porthole.script.api.ScriptEngine;
import porthole.script.api.ScriptException;
import porthole.script.api.ScriptLimits;
import porthole.script.api.ScriptScope;
import porthole.script.api.ScriptSource;

/**
 * A text with the prelude around it, as it runs in the engine that is there. When another comes it
 * is compiled anew; when none is there the last one's goes on. For one thread at a time.
 */
final class FunctionScript {
  private static final ScriptLimits LIMITS = new ScriptLimits(Duration.ofSeconds(3), 256L << 20);
  private static final ScriptLimits TRIAL = new ScriptLimits(Duration.ofMillis(200), 16L << 20);

  private final Supplier<Optional<ScriptEngine>> engines;
  private final ScriptSource source;
  private final ScriptLimits limits;
  private @Nullable ScriptEngine engine;
  private @Nullable ScriptScope scope;
  private @Nullable Loader loader;

  /**
   * Of a text.
   *
   * @param name what it is, for messages
   * @param before other texts that it uses, each known to be right
   */
  FunctionScript(
      Supplier<Optional<ScriptEngine>> engines, String name, String before, String text) {
    this(engines, new ScriptSource(name, Prelude.BEFORE + before, text, Prelude.AFTER), LIMITS);
  }

  private FunctionScript(
      Supplier<Optional<ScriptEngine>> engines, ScriptSource source, ScriptLimits limits) {
    this.engines = engines;
    this.source = source;
    this.limits = limits;
  }

  /** What it is, for messages. */
  String name() {
    return source.name();
  }

  /**
   * Which properties its results have, as far as can be seen from what it makes of nothing. It is
   * tried in variables of its own.
   */
  Set<String> fields() {
    Set<String> names = new LinkedHashSet<>();
    try {
      FunctionScript trial = new FunctionScript(engines, source, TRIAL);
      trial.list(Loads.NONE, Prelude.FIELDS).forEach(name -> names.add(String.valueOf(name)));
    } catch (FunctionException failsOnNothing) {
      names.clear();
    }
    return names;
  }

  /**
   * Calls one of the prelude's functions.
   *
   * @throws FunctionException if it fails
   */
  @Nullable Object call(Loader loader, String function, @Nullable Object... arguments) {
    List<@Nullable Object> given = new ArrayList<>(arguments.length);
    for (Object argument : arguments) {
      given.add(argument);
    }
    this.loader = loader;
    try {
      return scope().call(function, given);
    } catch (ScriptException e) {
      throw new FunctionException(String.valueOf(e.getMessage()));
    } finally {
      this.loader = null;
    }
  }

  /** Calls one that gives a list. */
  List<@Nullable Object> list(Loader loader, String function, @Nullable Object... arguments) {
    List<@Nullable Object> list = new ArrayList<>();
    if (call(loader, function, arguments) instanceof List<?> found) {
      list.addAll(found);
    }
    return list;
  }

  /** Refuses what cannot be done here. */
  void checkSupported() {
    Object refused = call(Loads.NONE, Prelude.REFUSED);
    if (refused != null) {
      throw new FunctionException.NotSupported(
          source.name() + ": " + refused + " cannot be made; those of documents can.");
    }
  }

  private ScriptScope scope() {
    ScriptEngine there = engines.get().orElse(engine);
    if (there == null) {
      throw new FunctionException.EngineAway(
          source.name()
              + " is in JavaScript, which nothing runs now. Start the bundle porthole.script.");
    }
    ScriptScope opened = scope;
    if (opened == null || there != engine) {
      Map<String, HostFunction> host = Map.of("load", this::load);
      opened = there.compile(source, limits).open(host);
      scope = opened;
      engine = there;
    }
    return opened;
  }

  private @Nullable Object load(List<@Nullable Object> arguments) {
    Loader current = loader;
    Object id = arguments.isEmpty() ? null : arguments.get(0);
    Object collection = arguments.size() < 2 ? null : arguments.get(1);
    if (!(collection instanceof String name) || name.isEmpty()) {
      throw new FunctionException(
          source.name() + ": load needs the collection of what it loads besides the id.");
    }
    return current == null ? null : Loads.load(current, id, name);
  }
}
