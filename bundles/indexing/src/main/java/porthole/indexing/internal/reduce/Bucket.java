// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.reduce;

/**
 * A part of a group: the members whose place begins with some bits. A group is cut into halves, and
 * these again, until each is small enough; so how it is cut follows from its members alone.
 *
 * @param start the lowest place in it, unsigned
 * @param depth how many bits its places have in common, 0 to 32
 */
record Bucket(int start, int depth) implements Comparable<Bucket> {

  /** So much a bucket may weigh before it is cut: entries, or KiB. */
  static final int LARGEST = 1_024;

  static final Bucket WHOLE = new Bucket(0, 0);
  static final int DEEPEST = Integer.SIZE;

  /** The highest place in it, unsigned. */
  int end() {
    return depth == 0 ? -1 : start | (depth == DEEPEST ? 0 : -1 >>> depth);
  }

  boolean contains(int place) {
    return Integer.compareUnsigned(start, place) <= 0 && Integer.compareUnsigned(place, end()) <= 0;
  }

  Bucket firstHalf() {
    return new Bucket(start, depth + 1);
  }

  Bucket secondHalf() {
    return new Bucket(start | (1 << (DEEPEST - 1 - depth)), depth + 1);
  }

  /** The one whose half it is. */
  Bucket parent() {
    return new Bucket(depth == 1 ? 0 : start & (-1 << (DEEPEST - depth + 1)), depth - 1);
  }

  boolean isHalfBeside(Bucket other) {
    return depth > 0 && depth == other.depth && parent().equals(other.parent());
  }

  @Override
  public int compareTo(Bucket other) {
    int byStart = Integer.compareUnsigned(start, other.start);
    return byStart != 0 ? byStart : Integer.compare(depth, other.depth);
  }
}
