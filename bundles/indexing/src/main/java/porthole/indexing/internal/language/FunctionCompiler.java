// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import porthole.indexing.internal.function.FunctionException;
import porthole.indexing.internal.function.MapFunction;
import porthole.indexing.internal.function.ReduceFunction;
import porthole.indexing.internal.linq.LinqMap;
import porthole.indexing.internal.linq.LinqReduce;
import porthole.script.api.ScriptEngine;

/** Compiles indexes' functions. Thread-safe; what it makes is for one thread at a time. */
public final class FunctionCompiler {
  private final Supplier<Optional<ScriptEngine>> engines;

  /**
   * With what runs JavaScript.
   *
   * @param engines gives nothing while that is not there
   */
  public FunctionCompiler(Supplier<Optional<ScriptEngine>> engines) {
    this.engines = engines;
  }

  /**
   * Compiles all functions of an index.
   *
   * @throws FunctionException if one of them is none; it says which and where
   * @throws FunctionException.NotSupported if one is there that this server cannot run
   */
  public IndexFunctions compile(IndexTexts texts) {
    if (texts.maps().isEmpty()) {
      throw new FunctionException("The index '" + texts.index() + "' has no map.");
    }
    Language language = Language.of(texts.maps().get(0));
    for (String map : texts.maps()) {
      if (Language.of(map) != language) {
        throw new FunctionException(
            "The index '"
                + texts.index()
                + "' has maps in C# and in JavaScript; one was expected.");
      }
    }
    return language == Language.CSHARP ? linq(texts) : script(texts);
  }

  private static IndexFunctions linq(IndexTexts texts) {
    if (!texts.additionalSources().isEmpty()) {
      throw new FunctionException.NotSupported(
          "The index '" + texts.index() + "' brings sources in C# along, which cannot be run.");
    }
    List<MapFunction> maps = new ArrayList<>();
    texts.maps().forEach(map -> maps.add(LinqMap.of(map)));
    String reduce = texts.reduce();
    Optional<ReduceFunction> reduced =
        reduce == null || reduce.isBlank() ? Optional.empty() : Optional.of(LinqReduce.of(reduce));
    return new IndexFunctions(Language.CSHARP, maps, reduced);
  }

  private IndexFunctions script(IndexTexts texts) {
    if (engines.get().isEmpty()) {
      throw new FunctionException.NotSupported(
          "The index '" + texts.index() + "' is in JavaScript, which no bundle here runs now.");
    }
    throw new FunctionException.NotSupported(
        "The index '" + texts.index() + "' is in JavaScript, which cannot be run yet.");
  }
}
