package io.taskqueue.autoconfigure;

import java.util.List;
import java.util.function.Predicate;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.Bean;

import io.taskqueue.contract.ArchitectureContract;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

class AutoConfigureArchitectureTests extends ArchitectureContract {

	@Test
	void autoConfigurationsArePublicAndFinalAndNamedSo() {
		check(classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.haveSimpleNameEndingWith("AutoConfiguration")
			.andShould(haveNoPublicMembers()));
	}

	@Test
	void autoConfigurationsAreListedInImports() {
		List<String> listed = ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader())
			.getCandidates();

		check(classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should(satisfy("be listed in AutoConfiguration.imports", (type) -> listed.contains(type.getName()))));
	}

	@Test
	void classConditionsAreOnClasses() {
		check(noMethods().that()
			.areAnnotatedWith(Bean.class)
			.should()
			.beAnnotatedWith(ConditionalOnClass.class)
			.because("the signature of the method is loaded before its condition is read"));
	}

	@Test
	void beanMethodsAreNotPublic() {
		check(noMethods().that().areAnnotatedWith(Bean.class).should().bePublic());
	}

	@Test
	void beanMethodsReturnTypesThatCanBeSeen() {
		check(noMethods().that()
			.areAnnotatedWith(Bean.class)
			.should()
			.haveRawReturnType(modifier(JavaModifier.PRIVATE).forSubtype()));
	}

	@Test
	void postProcessorsAreStaticBeans() {
		check(methods().that()
			.areAnnotatedWith(Bean.class)
			.and()
			.haveRawReturnType(assignableTo(BeanPostProcessor.class).or(assignableTo(BeanFactoryPostProcessor.class)))
			.should()
			.beStatic()
			.because("they are created before the configuration that declares them"));
	}

	@Test
	void conditionsAreNotPublic() {
		check(noClasses().that().areAssignableTo(SpringBootCondition.class).should().bePublic());
	}

	@Test
	void nothingDependsOnTheWiring() {
		check(noClasses().that()
			.resideOutsideOfPackage("io.taskqueue.autoconfigure..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.taskqueue.autoconfigure.."));
	}

	@Test
	void metersAreForActuateAndTheWiring() {
		check(noClasses().that()
			.resideOutsideOfPackages("io.taskqueue.actuate..", "io.taskqueue.autoconfigure..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.micrometer.core.."));
	}

	private static ArchCondition<JavaClass> haveNoPublicMembers() {
		return satisfy("have no public members",
				(type) -> type.getMembers()
					.stream()
					.filter((member) -> !member.getName().equals("<init>"))
					.map(JavaMember::getModifiers)
					.noneMatch((modifiers) -> modifiers.contains(JavaModifier.PUBLIC)));
	}

	private static ArchCondition<JavaClass> satisfy(String description, Predicate<JavaClass> test) {
		return ArchCondition.from(DescribedPredicate.describe(description, test));
	}

}
