// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.spatial;

/** A shape is none, or cannot be handled. The message says which and what was expected. */
public final class SpatialException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SpatialException(String message) {
    super(message);
  }
}
