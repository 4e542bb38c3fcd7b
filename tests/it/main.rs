//! Tests of the program as its users meet it: files in, files, messages and exit codes out.

mod project;

mod build;
