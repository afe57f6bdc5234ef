// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.script;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.function.FunctionException;
import porthole.indexing.internal.function.ReduceFunction;

/** A reduce written in JavaScript. */
final class ScriptReduce implements ReduceFunction {
  private final FunctionScript script;
  private final Tagged tagged;
  private final Set<String> fields;

  /**
   * Of a text.
   *
   * @throws FunctionException if it is none
   */
  ScriptReduce(FunctionScript script) {
    this.script = script;
    this.tagged = new Tagged(script.name());
    script.checkSupported();
    if (!Boolean.TRUE.equals(script.call(Loads.NONE, Prelude.REDUCES))) {
      throw new FunctionException(
          "groupBy(<function>).aggregate(<function>) was expected in " + script.name() + ".");
    }
    this.fields = script.fields();
  }

  @Override
  public Set<String> fields() {
    return fields;
  }

  @Override
  public @Nullable Object key(Map<String, @Nullable Object> entry) {
    return script.call(Loads.NONE, Prelude.KEY, entry);
  }

  @Override
  public List<Map<String, @Nullable Object>> results(
      @Nullable Object key, List<Map<String, @Nullable Object>> entries) {
    return tagged.objects(script.list(Loads.NONE, Prelude.RESULTS, key, entries));
  }
}
