// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.frames;

/** Constants of the frames, version 2: see docs/formats/capture-frames.md. */
public final class FrameFormatV2 {
  /** "PHCF" as its bytes stand in the stream. */
  static final int MAGIC = 0x46434850;

  static final int VERSION = 2;
  static final int HEADER_SIZE = 16;
  static final int CHECKED_HEADER_SIZE = 12;

  // Types of frames.
  static final int HELLO = 1;
  static final int GO = 2;
  static final int ANSWER = 3;
  static final int FAILURE = 4;
  static final int TAKEN = 5;

  // Limits. What is beyond them is malformed, whatever its checksum says.
  static final int MAX_SMALL_PAYLOAD = 64 * 1024;
  static final int MAX_ANSWER_PAYLOAD = 64 * 1024 * 1024;
  static final int MAX_TEXT = 64 * 1024;

  static final int MAX_FACTS = 64;
  static final int MAX_PHASES = 64;

  // Bits of what is wanted.
  static final int WANT_NATIVE = 1;
  static final int WANT_CONSISTENT = 2;

  // How a stack was read.
  static final int READING_UNKNOWN = 0;
  static final int READ_RUNNING = 1;
  static final int READ_STOPPED = 2;

  /** Where in its method or module a frame is, when that is not known. */
  static final long NO_PLACE = -1;

  // Bits of what a helper may do.

  /** It asks the JVM through the attach API. */
  public static final int MAY_ATTACH = 1;

  /** It looks through ptrace, if granted. */
  public static final int MAY_PTRACE = 2;

  /** It holds the capability cap_sys_ptrace. */
  public static final int HAS_CAPABILITY = 4;

  // Kinds of locks and of frames.
  static final int NO_LOCK = 0;
  static final int ENTERING = 1;
  static final int WAITING = 2;
  static final int JAVA_FRAME = 0;
  static final int NATIVE_FRAME = 1;

  private FrameFormatV2() {}
}
