// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexBatch;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.api.IndexDefinition.LockMode;
import porthole.indexing.api.IndexDefinition.Priority;
import porthole.indexing.api.IndexError;
import porthole.indexing.api.IndexReport;
import porthole.indexing.api.Indexes;
import porthole.indexing.api.IndexingException;

/** Says what it is told to, and notes what it was asked to do. */
final class ScriptedIndexes implements Indexes {
  final List<IndexDefinition> definitions = new ArrayList<>();
  final List<IndexReport> reports = new ArrayList<>();
  final List<IndexError> errors = new ArrayList<>();
  final List<IndexBatch> batches = new ArrayList<>();
  final List<String> done = new ArrayList<>();
  boolean paused;
  @Nullable IndexingException failure;

  private void note(String what) {
    if (failure != null) {
      throw failure;
    }
    done.add(what);
  }

  @Override
  public void put(List<IndexDefinition> added) {
    note("put " + added.stream().map(definition -> definition.name).toList());
    definitions.addAll(added);
  }

  @Override
  public boolean wouldChange(IndexDefinition definition) {
    return definitions.stream().noneMatch(one -> one.name.equals(definition.name));
  }

  @Override
  public boolean delete(String name) {
    note("delete " + name);
    return false;
  }

  @Override
  public void reset(String name) {
    note("reset " + name);
  }

  @Override
  public List<IndexDefinition> definitions() {
    return definitions;
  }

  @Override
  public List<IndexReport> reports() {
    return reports;
  }

  @Override
  public List<IndexError> errors(String name) {
    return errors;
  }

  @Override
  public void deleteErrors(String name) {
    note("delete errors " + name);
  }

  @Override
  public List<IndexBatch> batches(String name) {
    return batches;
  }

  @Override
  public List<String> terms(String name, String field, @Nullable String after, int most) {
    return List.of(name, field, after + "", most + "");
  }

  @Override
  public void setPaused(Which which, boolean paused) {
    note(which + " paused " + paused);
  }

  @Override
  public void setPaused(String name, boolean paused) {
    note(name + " paused " + paused);
  }

  @Override
  public boolean isPaused() {
    return paused;
  }

  @Override
  public void setDisabled(String name, boolean disabled) {
    note(name + " disabled " + disabled);
  }

  @Override
  public void setLockMode(List<String> names, LockMode mode) {
    note(names + " " + mode);
  }

  @Override
  public void setPriority(List<String> names, Priority priority) {
    note(names + " " + priority);
  }
}
