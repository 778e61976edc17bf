// Written by permit from a catalogue of actions. Do not change it: write it again.
