// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.patch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import porthole.script.api.ScriptSource;

/**
 * The text of a script that changes a document.
 *
 * @param text statements
 * @param functions declared beside them; JavaScript
 * @param alias what the document is called besides {@code this}; null: nothing
 * @param parameters names of the values that it is given
 */
public record UpdateScript(
    String text, String functions, @Nullable String alias, List<String> parameters) {
  /** The function that takes a document and the values and gives the document, changed. */
  static final String ENTRY = "applyPatch";

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");
  private static final String HELPERS =
      """

      function getMetadata(document) { return document['@metadata']; }
      function id(document) {
        var metadata = document && document['@metadata'];
        return metadata ? metadata['@id'] : null;
      }
      function lastModified(document) {
        return Date.parse(document['@metadata']['@last-modified'].substring(0, 23) + 'Z');
      }
      var console = {log: output, debug: output, info: output, warn: output, error: output};
      """;

  /** Copies the names. */
  public UpdateScript {
    parameters = List.copyOf(parameters);
  }

  /** That of a patch. */
  static UpdateScript of(String text, Collection<String> parameters) {
    return new UpdateScript(text, "", null, new ArrayList<>(parameters));
  }

  /** With a function around it. */
  ScriptSource source() {
    StringBuilder names = new StringBuilder("args");
    StringBuilder values = new StringBuilder("args");
    if (alias != null) {
      names.append(", ").append(alias);
      values.append(", document");
    }
    for (String parameter : parameters) {
      if (NAME.matcher(parameter).matches()) {
        names.append(", $").append(parameter);
        values.append(", args['").append(parameter).append("']");
      }
    }
    String after =
        "\n}\nfunction "
            + ENTRY
            + "(document, args) {\n  update.call(document, "
            + values
            + ");\n"
            + "  return document;\n}\n"
            + HELPERS
            + functions;
    return new ScriptSource("patch", "function update(" + names + ") {", text, after);
  }
}
