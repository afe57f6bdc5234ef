// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.inside;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import porthole.capture.api.ReportedFrame;
import porthole.capture.api.ThreadIdentity;
import porthole.capture.api.VirtualThreads;

/** Finds the virtual threads that are not mounted in the JVM's thread dump. For one dump. */
final class VirtualThreadReader {
  /** More threads than these are counted, not listed. */
  static final int MOST_THREADS = 10_000;

  /** What is longer than this is not read to its end. */
  static final long MOST_BYTES = 32L * 1024 * 1024;

  // From here on the dump says of a thread that it is virtual, and of one that is mounted on what.
  private static final int TELLS_CARRIERS = 25;

  private final boolean tellsCarriers;
  private final Function<String, String> bundleOfClass;
  private final Map<String, ReportedFrame> frames = new HashMap<>();
  private final Map<Place, VirtualThreads.Stack> stacks = new LinkedHashMap<>();
  private final VirtualThreads result = new VirtualThreads();

  private record Place(String state, List<String> frames) {}

  private static final class Entry {
    long id;
    String name = "";
    String state = "";
    boolean virtual;
    boolean carried;
    final List<String> stack = new ArrayList<>();
  }

  VirtualThreadReader(int javaVersion, Function<String, String> bundleOfClass) {
    this.tellsCarriers = javaVersion >= TELLS_CARRIERS;
    this.bundleOfClass = bundleOfClass;
  }

  /**
   * Reads a dump of {@code length} bytes.
   *
   * @throws IOException when it is no thread dump
   */
  VirtualThreads read(InputStream in, long length) throws IOException {
    result.bytes = length;
    BoundedStream bounded = new BoundedStream(in, MOST_BYTES);
    try (JsonReader json = new JsonReader(new InputStreamReader(bounded, StandardCharsets.UTF_8))) {
      find(json, "threadDump");
      find(json, "threadContainers");
      json.beginArray();
      while (json.hasNext()) {
        container(json);
      }
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      if (!bounded.cut()) {
        throw new IOException("the JVM's list of them cannot be understood: " + e.getMessage(), e);
      }
      result.counted = false;
    }
    result.stacks.addAll(stacks.values());
    return result;
  }

  /** Goes into an object as far as the value of the member. */
  private static void find(JsonReader json, String member) throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      if (json.nextName().equals(member)) {
        return;
      }
      json.skipValue();
    }
    throw new IOException("it has no " + member);
  }

  private void container(JsonReader json) throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      if (json.nextName().equals("threads")) {
        json.beginArray();
        while (json.hasNext()) {
          add(thread(json));
        }
        json.endArray();
      } else {
        json.skipValue();
      }
    }
    json.endObject();
  }

  private static Entry thread(JsonReader json) throws IOException {
    Entry thread = new Entry();
    json.beginObject();
    while (json.hasNext()) {
      String member = json.nextName();
      if (json.peek() == JsonToken.NULL) {
        json.skipValue();
        continue;
      }
      switch (member) {
        case "tid" -> thread.id = json.nextLong();
        case "name" -> thread.name = json.nextString();
        case "state" -> thread.state = json.nextString();
        case "virtual" -> thread.virtual = json.nextBoolean();
        case "carrier" -> {
          thread.carried = true;
          json.skipValue();
        }
        case "stack" -> stack(json, thread.stack);
        default -> json.skipValue();
      }
    }
    json.endObject();
    return thread;
  }

  private static void stack(JsonReader json, List<String> stack) throws IOException {
    json.beginArray();
    while (json.hasNext()) {
      stack.add(json.nextString());
    }
    json.endArray();
  }

  private void add(Entry thread) {
    if (!isVirtual(thread)) {
      return;
    }
    if (isMounted(thread)) {
      result.mounted++;
    } else if (result.listed >= MOST_THREADS) {
      result.more++;
    } else {
      result.listed++;
      stacks
          .computeIfAbsent(new Place(thread.state, thread.stack), this::stackAt)
          .threads
          .add(new ThreadIdentity(thread.id, 0, 0, thread.name));
    }
  }

  /** Before the dump says so, by the frame that every virtual thread begins with. */
  private boolean isVirtual(Entry thread) {
    return tellsCarriers
        ? thread.virtual
        : thread.stack.stream().anyMatch(frame -> frame.contains("java.lang.VirtualThread.run("));
  }

  /** Before the dump says so, only one that has just parked is known not to be. */
  private boolean isMounted(Entry thread) {
    return tellsCarriers
        ? thread.carried
        : !thread.stack.get(0).contains("java.lang.VirtualThread.");
  }

  private VirtualThreads.Stack stackAt(Place place) {
    VirtualThreads.Stack stack = new VirtualThreads.Stack();
    stack.state = place.state();
    for (String text : place.frames()) {
      stack.frames.add(frames.computeIfAbsent(text, this::frame));
    }
    return stack;
  }

  private ReportedFrame frame(String text) {
    var frame = FrameText.parse(text);
    return new ReportedFrame(frame, bundleOfClass.apply(frame.className()));
  }
}
