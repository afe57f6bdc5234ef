// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.patch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.json.JsonBytes;
import porthole.http.internal.json.PlainJson;

/** What a script has said and done, for whoever writes it. For one thread. */
public final class ScriptLog {
  // A script that says more is not read by anybody.
  private static final int MAX_LINES = 1000;

  private final List<@Nullable Object> info = new ArrayList<>();
  private final List<String> loaded = new ArrayList<>();
  private final List<String> put = new ArrayList<>();
  private final List<String> deleted = new ArrayList<>();

  void say(List<@Nullable Object> values) {
    if (info.size() < MAX_LINES) {
      info.add(values.size() == 1 ? values.get(0) : values);
    }
  }

  void loaded(String id) {
    loaded.add(id);
  }

  void put(String id) {
    put.add(id);
  }

  void deleted(String id) {
    deleted.add(id);
  }

  /** Writes it as one value. */
  void write(JsonBytes out) {
    PlainJson.write(out.beginObject().name("Info"), info);
    out.name("Actions").beginObject();
    PlainJson.write(out.name("LoadDocument"), loaded);
    PlainJson.write(out.name("PutDocument"), put);
    PlainJson.write(out.name("DeleteDocument"), deleted);
    out.endObject().endObject();
  }
}
