package io.taskqueue.test;

import io.taskqueue.contract.ArchitectureContract;

class TestKitArchitectureTests extends ArchitectureContract {

}
