// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.patch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.json.JsonBytes;
import porthole.indexing.api.UpdateQuery;
import porthole.script.api.ScriptSource;

/**
 * The text of a script that changes a document.
 *
 * @param text statements
 * @param functions declared beside them; JavaScript
 * @param alias what the document is called besides {@code this}; null: nothing
 * @param loads what else it sees
 * @param parameters names of the values that it is given
 */
public record UpdateScript(
    String text,
    String functions,
    @Nullable String alias,
    List<UpdateQuery.Load> loads,
    List<String> parameters) {
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
      function __loaded(from, path, several) {
        var ids = [];
        function each(value, step) {
          if (Array.isArray(value)) {
            value.forEach(function (element) { each(element, step); });
          } else if (step === path.length) {
            ids.push(typeof value === 'string' ? value : null);
          } else if (value && typeof value === 'object' && path[step] in value) {
            each(value[path[step]], step + 1);
          }
        }
        each(from, 0);
        return several ? load(ids) : ids.length === 0 ? null : load(ids[0]);
      }
      var console = {log: output, debug: output, info: output, warn: output, error: output};
      """;

  /** Copies the names. */
  public UpdateScript {
    loads = List.copyOf(loads);
    parameters = List.copyOf(parameters);
  }

  /** That of a patch. */
  static UpdateScript of(String text, Collection<String> parameters) {
    return new UpdateScript(text, "", null, List.of(), new ArrayList<>(parameters));
  }

  /** With a function around it. */
  ScriptSource source() {
    StringBuilder names = new StringBuilder("args");
    StringBuilder values = new StringBuilder("args");
    if (alias != null) {
      names.append(", ").append(alias);
      values.append(", document");
    }
    StringBuilder loading = new StringBuilder();
    for (UpdateQuery.Load load : loads) {
      names.append(", ").append(load.alias());
      values.append(", ").append(load.alias());
      loading.append(loading(load));
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
            + "(document, args) {\n"
            + loading
            + "  update.call(document, "
            + values
            + ");\n"
            + "  return document;\n}\n"
            + HELPERS
            + functions;
    return new ScriptSource("patch", "function update(" + names + ") {", text, after);
  }

  private static String loading(UpdateQuery.Load load) {
    String from = load.from() == null ? "document" : load.from();
    String path = load.path().stream().map(UpdateScript::literal).collect(Collectors.joining(","));
    return "  var "
        + load.alias()
        + " = __loaded("
        + from
        + ", ["
        + path
        + "], "
        + load.several()
        + ");\n";
  }

  private static String literal(String text) {
    return new String(new JsonBytes().text(text).toBytes(), StandardCharsets.UTF_8);
  }
}
