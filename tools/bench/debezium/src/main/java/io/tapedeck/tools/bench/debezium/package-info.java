/** Debezium's embedded engine, with which pipelines from MongoDB are compared. Nothing that runs a pipeline depends on it. */
@NullMarked
package io.tapedeck.tools.bench.debezium;

import org.jspecify.annotations.NullMarked;
