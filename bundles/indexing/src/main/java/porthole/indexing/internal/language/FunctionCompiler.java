// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import porthole.indexing.internal.function.FunctionException;
import porthole.indexing.internal.function.MapFunction;
import porthole.indexing.internal.function.ReduceFunction;
import porthole.indexing.internal.linq.LinqMap;
import porthole.indexing.internal.linq.LinqReduce;
import porthole.indexing.internal.script.ScriptFunctions;
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
    return compiled(texts, Language.CSHARP, LinqMap::of, LinqReduce::of);
  }

  private IndexFunctions script(IndexTexts texts) {
    ScriptFunctions functions =
        new ScriptFunctions(engines, texts.index(), texts.additionalSources());
    return compiled(texts, Language.JAVASCRIPT, functions::map, functions::reduce);
  }

  private static IndexFunctions compiled(
      IndexTexts texts,
      Language language,
      BiFunction<String, String, MapFunction> map,
      Function<String, ReduceFunction> reduce) {
    List<MapFunction> maps = new ArrayList<>();
    for (String text : texts.maps()) {
      String name = texts.maps().size() == 1 ? "map" : "map " + (maps.size() + 1);
      maps.add(map.apply(name, text));
    }
    Optional<ReduceFunction> reduced =
        Optional.ofNullable(texts.reduce()).filter(text -> !text.isBlank()).map(reduce);
    return new IndexFunctions(language, maps, reduced);
  }
}
