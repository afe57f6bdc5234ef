// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.stacks;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.List;
import porthole.capture.api.RawFrame;
import porthole.capture.api.ReportedFrame;

/** Frames as text, as Java itself prints them. */
final class Frames {

  private Frames() {}

  /** Writes {@code StackTrace} and, of the same length, {@code Bundles}. */
  static void write(JsonWriter json, List<ReportedFrame> frames) throws IOException {
    json.name("StackTrace").beginArray();
    for (ReportedFrame frame : frames) {
      json.value(text(frame.frame()));
    }
    json.endArray().name("Bundles").beginArray();
    for (ReportedFrame frame : frames) {
      json.value(frame.bundle());
    }
    json.endArray();
  }

  /** Such as {@code a.b.Type.method(Type.java:12)}, or {@code function (libx.so)}. */
  static String text(RawFrame frame) {
    if (frame.className().isEmpty()) {
      return frame.file().isEmpty() ? frame.method() : frame.method() + " (" + frame.file() + ")";
    }
    return frame.className() + "." + frame.method() + "(" + place(frame) + ")";
  }

  private static String place(RawFrame frame) {
    if (frame.line() == RawFrame.NATIVE_METHOD) {
      return "Native Method";
    }
    if (frame.file().isEmpty()) {
      return "Unknown Source";
    }
    return frame.line() > 0 ? frame.file() + ":" + frame.line() : frame.file();
  }
}
