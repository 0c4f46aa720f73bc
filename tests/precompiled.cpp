/// \file
/// Nothing: the executable that carries the tests' precompiled headers.

int main() { return 0; }
