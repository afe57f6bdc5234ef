// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.function.Loader;
import porthole.indexing.internal.linq.syntax.FunctionText;
import porthole.indexing.internal.linq.value.AnonymousObject;
import porthole.indexing.internal.linq.value.Missing;
import porthole.indexing.internal.linq.value.Plain;
import porthole.indexing.internal.linq.value.Sequences;
import porthole.indexing.internal.linq.value.Texts;
import porthole.indexing.internal.linq.value.ValueException;

/** Runs a function and makes its results plain. */
final class Results {
  private static final int MOST = 32_768;

  private final FunctionText function;
  private final Code code;
  private final int variables;

  Results(FunctionText function, Code code, int variables) {
    this.function = function;
    this.code = code;
    this.variables = variables;
  }

  List<Map<String, @Nullable Object>> of(Loader loader, Consumer<Frame> start) {
    Frame frame = new Frame(variables, loader);
    start.accept(frame);
    try {
      return plain(Sequences.of(code.run(frame)));
    } catch (ValueException e) {
      throw function.wrong(0, String.valueOf(e.getMessage()));
    }
  }

  private static List<Map<String, @Nullable Object>> plain(List<@Nullable Object> results) {
    if (results.size() > MOST) {
      throw new ValueException(
          "it makes " + results.size() + " results of one; at most " + MOST + " are allowed.");
    }
    List<Map<String, @Nullable Object>> objects = new ArrayList<>(results.size());
    for (Object result : results) {
      if (result instanceof AnonymousObject object) {
        objects.add(Plain.object(object));
      } else if (!Missing.orNull(result)) {
        throw new ValueException(Texts.described(result) + " was selected, which is no object.");
      }
    }
    return objects;
  }
}
