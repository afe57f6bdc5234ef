// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import java.io.IOException;
import org.apache.lucene.index.PointValues;
import porthole.indexing.internal.search.StopSignal.SearchTime;
import porthole.indexing.internal.search.TimedReader.Steps;

/** Points that look at the time while something goes through their tree. */
final class TimedPoints extends PointValues {
  // What takes some microseconds.
  private static final long MOST_AT_ONCE = 2_048;

  private final PointValues in;
  private final SearchTime time;

  TimedPoints(PointValues in, SearchTime time) {
    this.in = in;
    this.time = time;
  }

  @Override
  public PointTree getPointTree() throws IOException {
    return new Tree(in.getPointTree(), new Steps(time));
  }

  @Override
  public byte[] getMinPackedValue() throws IOException {
    return in.getMinPackedValue();
  }

  @Override
  public byte[] getMaxPackedValue() throws IOException {
    return in.getMaxPackedValue();
  }

  @Override
  public int getNumDimensions() throws IOException {
    return in.getNumDimensions();
  }

  @Override
  public int getNumIndexDimensions() throws IOException {
    return in.getNumIndexDimensions();
  }

  @Override
  public int getBytesPerDimension() throws IOException {
    return in.getBytesPerDimension();
  }

  @Override
  public long size() {
    return in.size();
  }

  @Override
  public int getDocCount() {
    return in.getDocCount();
  }

  private record Tree(PointTree in, Steps steps) implements PointTree {

    // One that is cloned is walked by the same thread.
    @Override
    public PointTree clone() {
      return new Tree(in.clone(), steps);
    }

    @Override
    public boolean moveToChild() throws IOException {
      steps.step();
      return in.moveToChild();
    }

    @Override
    public boolean moveToSibling() throws IOException {
      steps.step();
      return in.moveToSibling();
    }

    @Override
    public boolean moveToParent() throws IOException {
      return in.moveToParent();
    }

    @Override
    public byte[] getMinPackedValue() {
      return in.getMinPackedValue();
    }

    @Override
    public byte[] getMaxPackedValue() {
      return in.getMaxPackedValue();
    }

    @Override
    public long size() {
      return in.size();
    }

    // Piece by piece: to look at the time at each point would take longer than the visit.
    @Override
    public void visitDocIDs(IntersectVisitor visitor) throws IOException {
      steps.look();
      if (in.size() <= MOST_AT_ONCE || !in.moveToChild()) {
        in.visitDocIDs(visitor);
        return;
      }
      do {
        visitDocIDs(visitor);
      } while (in.moveToSibling());
      in.moveToParent();
    }

    @Override
    public void visitDocValues(IntersectVisitor visitor) throws IOException {
      steps.step();
      in.visitDocValues(visitor);
    }
  }
}
