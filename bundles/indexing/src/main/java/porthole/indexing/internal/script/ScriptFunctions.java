// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.script;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import porthole.indexing.internal.function.FunctionException;
import porthole.indexing.internal.function.MapFunction;
import porthole.indexing.internal.function.ReduceFunction;
import porthole.script.api.ScriptEngine;

/** Compiles the functions of one index that are written in JavaScript. */
public final class ScriptFunctions {
  private final Supplier<Optional<ScriptEngine>> engines;
  private final String index;
  private final String sources;

  /**
   * With what they may use.
   *
   * @param engines may give another engine each time, or none
   * @param index its name, for messages
   * @param sources texts by name
   * @throws FunctionException if one of these is no script
   */
  public ScriptFunctions(
      Supplier<Optional<ScriptEngine>> engines, String index, Map<String, String> sources) {
    this.engines = engines;
    this.index = index;
    StringBuilder all = new StringBuilder();
    sources.forEach((name, text) -> all.append(checked(name, text)).append("\n;\n"));
    this.sources = all.toString();
  }

  // Alone, so that its places are those in its own text.
  private String checked(String name, String text) {
    new FunctionScript(engines, "source '" + name + "' of index '" + index + "'", "", text)
        .checkSupported();
    return text;
  }

  /**
   * A map; one text may bring several.
   *
   * @param name what it is, for messages: {@code map}
   * @throws FunctionException if it is none
   */
  public MapFunction map(String name, String text) {
    return new ScriptMap(script(name, text));
  }

  /**
   * A reduce.
   *
   * @throws FunctionException if it is none
   */
  public ReduceFunction reduce(String text) {
    return new ScriptReduce(script("reduce", text));
  }

  private FunctionScript script(String kind, String text) {
    return new FunctionScript(engines, kind + " of index '" + index + "'", sources, text);
  }
}
