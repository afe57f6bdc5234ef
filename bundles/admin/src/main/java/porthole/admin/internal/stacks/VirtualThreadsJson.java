// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.stacks;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import porthole.capture.api.ThreadIdentity;
import porthole.capture.api.VirtualThreads;

/** The virtual threads that no thread carries, apart from the others: they have no system's id. */
final class VirtualThreadsJson {
  private VirtualThreadsJson() {}

  static void write(JsonWriter json, VirtualThreads threads) throws IOException {
    json.name("VirtualThreads").beginObject();
    json.name("Listed").value(threads.listed);
    json.name("More").value(threads.more);
    json.name("MoreIsExact").value(threads.counted);
    json.name("Mounted").value(threads.mounted);
    json.name("Milliseconds").value(threads.wallMicros / 1000.0);
    json.name("Bytes").value(threads.bytes);
    json.name("Stacks").beginArray();
    for (VirtualThreads.Stack stack : threads.stacks) {
      json.beginObject().name("Threads").beginArray();
      for (ThreadIdentity thread : stack.threads) {
        json.beginObject();
        json.name("ManagedThreadId").value(thread.threadId());
        json.name("Name").value(thread.name());
        json.endObject();
      }
      json.endArray().name("JavaState").value(stack.state);
      Frames.write(json, stack.frames);
      json.endObject();
    }
    json.endArray().endObject();
  }
}
