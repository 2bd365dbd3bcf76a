package io.taskqueue.contract;

import java.nio.file.Path;
import java.util.TreeSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The architecture every module keeps. A module's own rules are in its subclass.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ArchitectureContract {

	private final JavaClasses classes;

	protected ArchitectureContract() {
		this(Path.of("target", "classes"));
	}

	protected ArchitectureContract(Path classes) {
		this.classes = new ClassFileImporter().importPath(classes);
	}

	@Test
	void packagesAreFreeOfCycles() {
		check(SlicesRuleDefinition.slices().assignedFrom(packages()).should().beFreeOfCycles());
	}

	@Test
	void everyPackageIsNullMarked() {
		TreeSet<String> unmarked = new TreeSet<>();
		for (JavaClass type : this.classes) {
			if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
				unmarked.add(type.getPackageName());
			}
		}

		assertThat(unmarked).as("packages without @NullMarked").isEmpty();
	}

	@Test
	void timeAndThreadsComeFromTheirSource() {
		check(noClasses().that()
			.resideOutsideOfPackage("io.taskqueue.time")
			.should()
			.accessTargetWhere(ForbiddenTargets.timeAndThreads())
			.because("time, timers and threads are injected, so that tests can drive and users can own them"));
	}

	@Test
	void fieldsAreNotOptional() {
		check(noFields().should()
			.haveRawType(ForbiddenTypes.OPTIONAL)
			.because("a field that may be absent is @Nullable"));
	}

	@Test
	void parametersAreNotOptional() {
		check(noCodeUnits().should()
			.haveRawParameterTypes(ForbiddenTypes.containing(ForbiddenTypes.OPTIONAL))
			.because("a parameter that may be absent is @Nullable"));
	}

	@Test
	void fieldsAreNotPublicUnlessFinal() {
		check(fields().that().arePublic().should().beFinal());
	}

	@Test
	void staticFieldsAreFinal() {
		check(fields().that().areStatic().and().doNotHaveModifier(JavaModifier.SYNTHETIC).should().beFinal());
	}

	@Test
	void staticFieldsAreImmutable() {
		check(noFields().that()
			.areStatic()
			.should()
			.haveRawType(ForbiddenTypes.MUTABLE)
			.because("static state outlives the application context"));
	}

	@Test
	void namesSayWhatATypeIs() {
		check(noClasses().should()
			.haveNameMatching(".*(Manager|Helper|Utils?|Impl|Data|Info)")
			.because("a name comes from the domain"));
	}

	/**
	 * Checks a rule against the module.
	 * @param rule the rule
	 */
	protected final void check(ArchRule rule) {
		rule.allowEmptyShould(true).check(this.classes);
	}

	private static SliceAssignment packages() {
		return new SliceAssignment() {

			@Override
			public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
				return javaClass.getPackageName().startsWith("io.taskqueue")
						? SliceIdentifier.of(javaClass.getPackageName()) : SliceIdentifier.ignore();
			}

			@Override
			public String getDescription() {
				return "packages";
			}

		};
	}

}
