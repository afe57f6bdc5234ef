// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.frames;

import java.io.IOException;

/** The bytes are no frame of this version, or one beyond its limits. */
public final class MalformedFrameException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A failure to make sense of a frame. */
  public MalformedFrameException(String message) {
    super(message);
  }
}
